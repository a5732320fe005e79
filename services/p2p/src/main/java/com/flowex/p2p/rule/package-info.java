/** Rules of trades between people, as pure functions: the table of a trade, its escrow, prices and reliability. */
@NullMarked
package com.flowex.p2p.rule;

import org.jspecify.annotations.NullMarked;
