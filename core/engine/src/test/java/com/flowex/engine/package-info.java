/** The engine's proof: scenarios, laws over random logs, and a naive exchange as the oracle. */
@NullMarked
package com.flowex.engine;

import org.jspecify.annotations.NullMarked;
