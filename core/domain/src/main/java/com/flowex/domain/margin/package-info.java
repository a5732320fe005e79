/** Terms on which an asset is lent and counts as collateral, and quotes of its index price. */
@NullMarked
package com.flowex.domain.margin;

import org.jspecify.annotations.NullMarked;
