/** Terms on which an asset is lent and counts as collateral, its index price, and the sums by which accounts are judged. */
@NullMarked
package com.flowex.domain.margin;

import org.jspecify.annotations.NullMarked;
