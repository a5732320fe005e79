/** Operators' requests to the running exchange, from the command line of its machine, and their answers. */
@NullMarked
package com.flowex.platform.operator;

import org.jspecify.annotations.NullMarked;
