/** Planted violations. */
@NullMarked
package com.flowex.engine.ledger.planted;

import org.jspecify.annotations.NullMarked;
