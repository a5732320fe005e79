/** Tests of the load tool against an exchange that is made to misbehave. */
@NullMarked
package com.flowex.benchmarks.load;

import org.jspecify.annotations.NullMarked;
