/** Clients of Binance: one dialect over the desk and the views that everybody else uses (ADR 0128). */
@NullMarked
package com.flowex.binance;

import org.jspecify.annotations.NullMarked;
