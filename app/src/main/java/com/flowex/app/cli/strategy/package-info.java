/** Commands for strategies, which need no running exchange. */
@NullMarked
package com.flowex.app.cli.strategy;

import org.jspecify.annotations.NullMarked;
