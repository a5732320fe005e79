/** Comparison of a run that is computed again with what it has stored. */
@NullMarked
package com.flowex.strategies.app.run.replay;

import org.jspecify.annotations.NullMarked;
