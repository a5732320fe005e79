/** What those see and do who answer for an exchange's money: what has stopped between two steps, and on which terms money moves. */
@NullMarked
package com.flowex.wallet.oversight;

import org.jspecify.annotations.NullMarked;
