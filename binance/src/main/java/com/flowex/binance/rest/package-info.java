/** The operations at their paths of HTTP. */
@NullMarked
package com.flowex.binance.rest;

import org.jspecify.annotations.NullMarked;
