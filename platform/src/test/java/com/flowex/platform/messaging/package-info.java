/** Nothing that was committed is untold, whoever is away. */
@NullMarked
package com.flowex.platform.messaging;

import org.jspecify.annotations.NullMarked;
