/** Tables of strategies and back-tests. */
@NullMarked
package com.flowex.strategies.store;

import org.jspecify.annotations.NullMarked;
