/** Tables of alerts, their firings and deliveries. */
@NullMarked
package com.flowex.risk.store.alert;

import org.jspecify.annotations.NullMarked;
