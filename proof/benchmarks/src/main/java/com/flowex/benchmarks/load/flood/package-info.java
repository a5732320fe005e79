/** Floods: what one tenant or sender may cost the others. */
@NullMarked
package com.flowex.benchmarks.load.flood;

import org.jspecify.annotations.NullMarked;
