@NullMarked
package com.flowex.access.ratelimit;

import org.jspecify.annotations.NullMarked;
