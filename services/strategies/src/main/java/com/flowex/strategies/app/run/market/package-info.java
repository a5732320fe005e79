/** Data of the real market, as runs take it: minutes, books and trades. */
@NullMarked
package com.flowex.strategies.app.run.market;

import org.jspecify.annotations.NullMarked;
