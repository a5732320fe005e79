/**
 * The rules of {@code docs/trading-rules.md} written as plainly as possible: the second engine that checks the first.
 *
 * <p>Invariant: nothing here knows a class of the engine; only the words of the domain are shared.
 */
@NullMarked
package com.flowex.engine.oracle;

import org.jspecify.annotations.NullMarked;
