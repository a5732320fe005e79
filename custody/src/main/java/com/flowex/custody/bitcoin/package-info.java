/** Bitcoin: the connector, and how addresses and transactions are made. */
@NullMarked
package com.flowex.custody.bitcoin;

import org.jspecify.annotations.NullMarked;
