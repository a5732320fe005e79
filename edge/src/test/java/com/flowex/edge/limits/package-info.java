@NullMarked
package com.flowex.edge.limits;

import org.jspecify.annotations.NullMarked;
