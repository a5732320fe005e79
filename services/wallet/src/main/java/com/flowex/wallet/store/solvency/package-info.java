/** Tables of published liability trees and reserves, and the values that they keep. */
@NullMarked
package com.flowex.wallet.store.solvency;

import org.jspecify.annotations.NullMarked;
