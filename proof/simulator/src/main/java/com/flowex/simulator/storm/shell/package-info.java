/** Programs and ports of the machine. */
@NullMarked
package com.flowex.simulator.storm.shell;

import org.jspecify.annotations.NullMarked;
