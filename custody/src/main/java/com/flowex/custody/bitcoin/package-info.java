/** Bitcoin: the connector, and its addresses and transactions. */
@NullMarked
package com.flowex.custody.bitcoin;

import org.jspecify.annotations.NullMarked;
