/** Tables of daily scores and of the weights of their factors. */
@NullMarked
package com.flowex.risk.store.score;

import org.jspecify.annotations.NullMarked;
