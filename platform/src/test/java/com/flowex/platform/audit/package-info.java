@NullMarked
package com.flowex.platform.audit;

import org.jspecify.annotations.NullMarked;
