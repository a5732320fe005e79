@NullMarked
package com.flowex.platform.limits;

import org.jspecify.annotations.NullMarked;
