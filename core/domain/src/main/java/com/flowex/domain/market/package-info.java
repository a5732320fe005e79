/** Assets, instruments, and the rules, fees and states of their markets. */
@NullMarked
package com.flowex.domain.market;

import org.jspecify.annotations.NullMarked;
