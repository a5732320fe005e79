/** Tests of the package of the same name. */
@NullMarked
package com.flowex.gateway;

import org.jspecify.annotations.NullMarked;
