/** Built-in strategies; {@code docs/strategies/built-in.md} has a section for each. */
@NullMarked
package com.flowex.strategy.builtin;

import org.jspecify.annotations.NullMarked;
