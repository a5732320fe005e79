/** Reports of a back-test: tables for CSV files, JSON, and one HTML page that needs no other file. */
@NullMarked
package com.flowex.backtest.report;

import org.jspecify.annotations.NullMarked;
