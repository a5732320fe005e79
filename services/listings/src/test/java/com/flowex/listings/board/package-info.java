/** Tests of the board. */
@NullMarked
package com.flowex.listings.board;

import org.jspecify.annotations.NullMarked;
