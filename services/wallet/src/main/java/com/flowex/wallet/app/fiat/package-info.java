/** Rates of fiat currencies by day, for reports in them; nothing that moves money reads them. */
@NullMarked
package com.flowex.wallet.app.fiat;

import org.jspecify.annotations.NullMarked;
