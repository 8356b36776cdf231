using Portal.Benchmarks;

return await Benchmarks.RunAsync(args);
