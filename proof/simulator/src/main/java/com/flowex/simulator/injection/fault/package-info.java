/** Faults, and the plan after which they happen. */
@NullMarked
package com.flowex.simulator.injection.fault;

import org.jspecify.annotations.NullMarked;
