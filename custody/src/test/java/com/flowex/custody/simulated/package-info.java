/** The simulated chain, under the contract that real ones pass. */
@NullMarked
package com.flowex.custody.simulated;

import org.jspecify.annotations.NullMarked;
