/** Programs and ports of the machine. */
@NullMarked
package com.flowex.simulator.injection.shell;

import org.jspecify.annotations.NullMarked;
