/** Tests of the routes of operations. */
@NullMarked
package com.flowex.binance.rest;

import org.jspecify.annotations.NullMarked;
