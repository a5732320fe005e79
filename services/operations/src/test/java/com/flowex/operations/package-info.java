/** Tests of the service. */
@NullMarked
package com.flowex.operations;

import org.jspecify.annotations.NullMarked;
