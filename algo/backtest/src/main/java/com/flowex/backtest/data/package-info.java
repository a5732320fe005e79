/** Market data of a back-test: readers of files, their checks and their manifests. */
@NullMarked
package com.flowex.backtest.data;

import org.jspecify.annotations.NullMarked;
