/** Tests of the package of the same name. */
@NullMarked
package com.flowex.edge.http;

import org.jspecify.annotations.NullMarked;
