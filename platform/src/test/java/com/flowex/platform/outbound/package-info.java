@NullMarked
package com.flowex.platform.outbound;

import org.jspecify.annotations.NullMarked;
