/** Nothing that was committed is untold, whoever is away. */
@NullMarked
package com.flowex.ground.outbox;

import org.jspecify.annotations.NullMarked;
