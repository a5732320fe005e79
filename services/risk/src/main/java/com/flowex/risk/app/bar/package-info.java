/**
 * Daily bars of a market, and their quality.
 *
 * <p>Invariant: cleaned data has one sound bar a day, oldest first, and none of them is later than yesterday.
 */
@NullMarked
package com.flowex.risk.app.bar;

import org.jspecify.annotations.NullMarked;
