/** Tables of the service, their statements and rows. */
@NullMarked
package com.flowex.operations.store;

import org.jspecify.annotations.NullMarked;
