/** Options of the simulator's tools. */
@NullMarked
package com.flowex.simulator.options;

import org.jspecify.annotations.NullMarked;
