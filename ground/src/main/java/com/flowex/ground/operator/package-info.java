/** What an operator asks of the exchange that runs, at the command line of its machine, and what it answers. */
@NullMarked
package com.flowex.ground.operator;

import org.jspecify.annotations.NullMarked;
