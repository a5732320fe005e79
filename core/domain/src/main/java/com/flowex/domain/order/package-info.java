/** The parts of an order, the changes to it and the answers about it. */
@NullMarked
package com.flowex.domain.order;

import org.jspecify.annotations.NullMarked;
