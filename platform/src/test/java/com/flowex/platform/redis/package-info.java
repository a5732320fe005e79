@NullMarked
package com.flowex.platform.redis;

import org.jspecify.annotations.NullMarked;
