/** Routes of the proof of liabilities, its published bodies, and the tool that checks them. */
@NullMarked
package com.flowex.wallet.api.solvency;

import org.jspecify.annotations.NullMarked;
