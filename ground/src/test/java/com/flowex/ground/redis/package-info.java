@NullMarked
package com.flowex.ground.redis;

import org.jspecify.annotations.NullMarked;
