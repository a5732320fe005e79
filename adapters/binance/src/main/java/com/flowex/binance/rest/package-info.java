/** HTTP paths of the operations. */
@NullMarked
package com.flowex.binance.rest;

import org.jspecify.annotations.NullMarked;
