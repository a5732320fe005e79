@NullMarked
package com.flowex.risk.app.measure;

import org.jspecify.annotations.NullMarked;
