/** Reports on the caller's money over time: lots with their cost, and worth. */
@NullMarked
package com.flowex.wallet.api.report;

import org.jspecify.annotations.NullMarked;
